// Runs in a page with a thread. Each function works for `budget` ms at most
// and is called again until it is done: one command must not take too long.
window.benchScroll = (() => {
  const root = () => document.querySelector("bedside-thread").shadowRoot;
  const frame = () => new Promise(requestAnimationFrame);
  const articles = () => root().querySelectorAll("article").length;
  const more = () =>
    [...root().querySelectorAll("button")].find((button) => button.textContent.trim() === "Load more");

  // Presses "Load more" until `wanted` comments are there; gives how many are,
  // and how long each press took.
  const expand = async (wanted, budget) => {
    const end = performance.now() + budget;
    const presses = [];
    while (articles() < wanted && performance.now() < end) {
      const before = articles();
      const pressed = performance.now();
      more()?.click();
      while (articles() === before && performance.now() < end) await frame();
      if (articles() > before) presses.push(performance.now() - pressed);
    }
    return { shown: articles(), presses };
  };

  // Goes back to the top, as showing more went down; gives when it is painted.
  const top = async () => {
    scrollTo(0, 0);
    await frame();
    return frame();
  };

  // Scrolls on by two thirds of a screen with each frame.
  const scroll = async (budget) => {
    const end = performance.now() + budget;
    const frames = [];
    let last = await frame();
    const { clientHeight, scrollHeight } = document.documentElement;
    const left = () => scrollHeight - clientHeight - scrollY;
    while (performance.now() < end && left() > 1) {
      scrollBy(0, (clientHeight * 2) / 3);
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    return { done: left() <= 1, frames, height: scrollHeight };
  };
  return { expand, top, scroll };
})();
