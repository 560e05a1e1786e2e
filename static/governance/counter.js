// How long whoever has the word may still speak, or is over their time. Without this script the page says until when.
"use strict";

setInterval(() => {
  for (const counter of document.querySelectorAll("[data-until]")) {
    // By the clock of the server as the part came, which a clock of the device that goes wrong does not change.
    counter.ends ??= performance.now() + 1000 * Number(counter.dataset.left);
    const left = Math.round((counter.ends - performance.now()) / 1000);
    const minutes = Math.floor(Math.abs(left) / 60), seconds = String(Math.abs(left) % 60).padStart(2, "0");
    counter.textContent = `${left < 0 ? "+" : ""}${minutes}:${seconds}`;
    counter.classList.toggle("over", left < 0);
    const arc = counter.previousElementSibling?.querySelector(".arc");
    if (arc) {
      const share = Math.max(0, Math.min(1, left / Number(counter.dataset.limit)));
      arc.setAttribute("stroke-dashoffset", String(100 - 100 * share));
      arc.ownerSVGElement.classList.toggle("over", left < 0);
    }
  }
}, 500);
