// Frames as high as their mail, and a page that follows its templates.
"use strict";

for (const frame of document.querySelectorAll("iframe")) {
  const fit = () => {
    const page = frame.contentDocument;
    if (page && page.body) frame.style.height = `${page.documentElement.scrollHeight + 2}px`;
  };
  frame.addEventListener("load", fit);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete") fit();
}

const { version, watch } = document.body.dataset;
setInterval(async () => {
  try {
    const answer = await fetch(watch);
    if (answer.ok && String((await answer.json()).version) !== version) location.reload();
  } catch {
    // The server is away for a moment: ask again.
  }
}, 1000);
