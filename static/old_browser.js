// deno-lint-ignore-file no-var no-inner-declarations
/*
 * Shows a notice instead of the page in a browser that lacks what the page needs, where it would stay blank or look broken. Old browsers
 * have to understand this file, so its syntax is that of ECMAScript 5. The page loads it beside everything else and
 * does not wait for it.
 */
(function () {
  // The newest of what the page uses: Chrome 123, Firefox 127, Safari 17.5.
  var isNewEnough = "noModule" in HTMLScriptElement.prototype &&
    "popover" in HTMLElement.prototype &&
    "difference" in Set.prototype &&
    "withResolvers" in Promise &&
    CSS.supports("color", "light-dark(#000, #fff)");
  if (isNewEnough) return;

  var texts = document.getElementById("old-browser");

  function show() {
    // The page may still run. It finds its elements, and nobody sees them.
    document.getElementById("app").hidden = true;
    var notice = document.createElement("main");
    notice.innerHTML =
      '<link rel="stylesheet" href="/error.css"><img src="/icon.svg" alt=""><h1></h1><p></p><a href=""></a>';
    notice.querySelector("h1").textContent = texts.getAttribute("data-title");
    notice.querySelector("p").textContent = texts.getAttribute("data-text");
    notice.querySelector("a").textContent = texts.getAttribute("data-again");
    document.body.appendChild(notice);
    // The styles of the page would mix with those of the notice.
    var sheets = document.querySelectorAll("head link[rel=stylesheet]");
    for (var i = 0; i < sheets.length; i++) sheets[i].parentNode.removeChild(sheets[i]);
  }

  // After the script of the page, which may show something first.
  if (document.readyState === "complete") show();
  else addEventListener("load", show);
})();
