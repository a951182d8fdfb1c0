// The device's own map app, never a map of ours: what is looked up leaves the device only when somebody taps.
const isApple = () => /iPad|iPhone|Macintosh/.test(navigator.userAgent);

// Null for an address without a route (a secret one).
export const routeLink = ({ secret, route }) => {
  if (secret || !route) return null;
  if (/^(https|geo|maps):/.test(route)) return route;
  const place = encodeURIComponent(route);
  return isApple() ? `maps://?q=${place}` : `geo:0,0?q=${place}`;
};
