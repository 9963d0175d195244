// deno-lint-ignore-file no-window
/*
 * Keeps the browser's offer to install the app until the page asks for it. Browsers make it once, some 0.1 s after the
 * page has loaded, and the code that shows it comes when a person may have begun to draw. The page loads this file
 * beside everything else and does not wait for it; browsers load it before they make the offer.
 */
addEventListener("beforeinstallprompt", function (event) {
  event.preventDefault();
  window.earlyInstallOffer = event;
});
