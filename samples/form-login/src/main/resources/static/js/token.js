// Counts down the remaining lifetime of the token, and reloads the page while there is
// none.
(() => {
  'use strict';

  const reloadAfter = (seconds) => setTimeout(() => location.reload(), seconds * 1000);

  const countDown = (timer) => {
    // Based on the seconds counted by the server, as the clock of this machine may be
    // wrong.
    const end = Date.now() + Number(timer.dataset.secondsLeft) * 1000;
    const interval = setInterval(() => {
      const left = Math.max(0, Math.round((end - Date.now()) / 1000));
      timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
      if (left === 0) {
        clearInterval(interval);
        reloadAfter(1);
      }
    }, 1000);
  };

  const timer = document.querySelector('[data-seconds-left]');
  if (timer) {
    countDown(timer);
  }
  const waiting = document.querySelector('[data-reload-seconds]');
  if (waiting) {
    reloadAfter(Number(waiting.dataset.reloadSeconds));
  }
})();
