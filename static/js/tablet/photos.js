// A photo as it travels: at most 1600 pixels, JPEG. Drawing it anew also leaves behind where and when it was taken.
const LONGEST = 1600;
const QUALITY = 0.85;

export const scaled = async (file) => {
  const drawn = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(drawn.width * scale);
  canvas.height = Math.round(drawn.height * scale);
  canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob) throw new Error("the photo could not be drawn");
  return blob.arrayBuffer();
};
