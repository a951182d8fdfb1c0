// Does `act` at once, then at most every `wait` ms while there is more, and once more at the end. One `act` at a time.
// (A debounce, which waits for a pause, lost everything that was typed without one.)
export const throttled = (act, wait = 500) => {
  let timer = null;
  let running = null;
  let again = false;

  const run = async () => {
    again = false;
    const started = performance.now();
    running = act();
    try {
      await running;
    } finally {
      running = null;
      const left = Math.max(0, wait - (performance.now() - started));
      timer = setTimeout(() => {
        timer = null;
        if (again) run().catch(() => {}); // `act` itself shows its faults
      }, left);
    }
  };

  const call = () => {
    again = true;
    if (!running && timer === null) run().catch(() => {});
  };

  // Waits for what runs, then does at once what is left. Throws what `act` throws.
  call.flush = async () => {
    await running?.catch(() => {});
    clearTimeout(timer);
    timer = null;
    if (again) await run();
  };
  return call;
};
