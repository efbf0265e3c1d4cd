// The page's button Run, watched from inside the page: it says when a run has begun, and when the page can be used again.

/** Resolves when the button says this word. Runs inside the page. */
function says(word) {
  const button = document.querySelector('.run');
  return new Promise(resolve => {
    const look = () => {
      if (button.textContent !== word) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(button, { subtree: true, childList: true, characterData: true });
    look();
  });
}

/** A function for inside the page as its text, with `says` before its own arguments: there, it knows nothing of what is around it here. */
export const withSays = body => `(...args) => (${body})(${says}, ...args)`;
