// Runs in the measured page before anything else and takes notes. All times
// are milliseconds since the navigation began.
(() => {
  const notes = { painted: null, alive: null, shift: 0, tasks: [] };
  Object.defineProperty(window, "benchNotes", { value: notes });

  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) notes.shift += entry.value;
  });
  observe("longtask", ({ startTime, duration }) => notes.tasks.push([startTime, duration]));

  // The living widget's first act is to listen for news.
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...address) {
      super(...address);
      notes.alive ??= performance.now();
    }
  };

  const first = FIRST_COMMENT;
  const look = () => {
    if (!first()?.getClientRects().length) return requestAnimationFrame(look);
    // A task of its own comes after this frame was painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      notes.painted = performance.now();
    };
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
})();
