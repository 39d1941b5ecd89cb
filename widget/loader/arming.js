/**
 * Buttons that must be meant. A page that opens our window can place it so that
 * the second press of a double click lands on a button of ours. So they work
 * only when the window has had the focus for a while, each time anew.
 */
const ARMED_AFTER_MS = 500;

/** Has these buttons work while the window has the focus, and not at once. */
export function arm(buttons) {
  let soon, focused;
  const disarm = () => {
    clearTimeout(soon);
    focused = buttons.find((button) => button === document.activeElement) || focused;
    for (const button of buttons) button.disabled = true;
  };
  const rearm = () => {
    disarm();
    soon = setTimeout(() => {
      if (!document.hasFocus()) return;
      for (const button of buttons) button.disabled = false;
      // A button that is disabled loses the keyboard.
      if (document.activeElement === document.body) focused?.focus();
    }, ARMED_AFTER_MS);
  };
  addEventListener("focus", rearm);
  addEventListener("blur", disarm);
  rearm();
}
