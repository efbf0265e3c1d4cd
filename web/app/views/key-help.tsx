// The dialog that lists all keys. `?` opens it wherever nobody types, and so does a button.
import { useEffect, useRef } from 'preact/hooks';
import { isTyping, KEYS } from '../keys.ts';

const ID = 'keys';

export function KeyHelpButton() {
  return (
    <button type="button" class="quiet small" aria-haspopup="dialog" onClick={openKeyHelp}>
      All keys <kbd>?</kbd>
    </button>
  );
}

export function KeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const controller = new AbortController();
    addEventListener(
      'keydown',
      event => {
        if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
        event.preventDefault();
        openKeyHelp();
      },
      { signal: controller.signal },
    );
    return () => controller.abort();
  }, []);
  const close = () => dialog.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; a click beside it is a second way for those with a mouse.
    <dialog
      ref={dialog}
      id={ID}
      class="keys"
      aria-labelledby="keys-title"
      onClick={event => event.target === dialog.current && close()}
    >
      <div class="keys-inside">
        <div class="section-head">
          <h2 id="keys-title">Keys</h2>
          <button type="button" class="quiet icon" aria-label="Close" onClick={close}>
            ×
          </button>
        </div>
        {KEYS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(({ keys: own, what }) => (
                <div key={what}>
                  <dt>
                    {own.map(key => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}

function openKeyHelp(): void {
  const dialog = document.getElementById(ID);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}
