// What visitors do with the sheet about other machines: functions that run in the page.

/** Lends so many processes; gives what is said when the page is lent or refused. */
export async function lend(address, lanes) {
  document.querySelector('.machines-switch').click();
  // What is in the sheet is loaded when it is first opened.
  while (!document.querySelector('#machines form')) await new Promise(requestAnimationFrame);
  const form = document.querySelector('#machines form');
  form.elements.address.value = address;
  form.elements.lanes.value = lanes;
  form.querySelector('[value=lend]').click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const refused = form.querySelector('.mistake')?.textContent;
    const said = document.querySelector('.lending-bar [role=status]')?.textContent;
    if (refused || said?.startsWith('Lent as')) {
      document.querySelector('#machines').hidePopover();
      return refused ?? said;
    }
  }
}

/** Lets runs use what is lent there, and wait so many seconds for it; gives what is said when the page is connected or refused. */
export async function use(address, timeout) {
  document.querySelector('.machines-switch').click();
  // What is in the sheet is loaded when it is first opened.
  while (!document.querySelector('#machines form')) await new Promise(requestAnimationFrame);
  const form = document.querySelector('#machines form');
  form.elements.address.value = address;
  if (timeout !== undefined) form.elements.timeout.value = timeout;
  form.querySelector('[value=use]').click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const refused = form.querySelector('.mistake')?.textContent;
    const said = form.querySelector('[role=status]')?.textContent;
    if (refused || said?.startsWith('Connected to')) {
      document.querySelector('#machines').hidePopover();
      return refused ?? said;
    }
  }
}

/** Waits until the page says of what it lends what the words begin with, or contain. */
export async function lendingSays(words) {
  for (;;) {
    const said = document.querySelector('.lending-bar [role=status]')?.textContent;
    if (said?.includes(words)) return said;
    await new Promise(requestAnimationFrame);
  }
}

export function stopLending() {
  document.querySelector('.lending-bar button').click();
}
