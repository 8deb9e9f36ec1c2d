// Saving something that a page has made among the person's downloads. Nothing is sent.

/** @param {{name: string, type: string, content: string|Uint8Array}} file type: its media type */
export function saveAs({ name, type, content }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  // What no file system takes; the wallet's name is the person's own.
  link.download = name.replaceAll(/[/\\:*?"<>|]/gu, "_");
  link.click();
  // The browser reads it after this function has ended.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
