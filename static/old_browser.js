// deno-lint-ignore-file no-var no-inner-declarations
/*
 * Replaces the page in a browser that lacks what the page needs, where it would stay blank or look broken. Old browsers
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
    var body = document.body;
    body.innerHTML =
      '<link rel="stylesheet" href="/error.css"><main><img src="/icon.svg" alt=""><h1></h1><p></p><a href=""></a></main>';
    document.querySelector("h1").textContent = texts.getAttribute("data-title");
    document.querySelector("p").textContent = texts.getAttribute("data-text");
    document.querySelector("a").textContent = texts.getAttribute("data-again");
    // The styles of the page would mix with those of the notice.
    var sheets = document.querySelectorAll("head link[rel=stylesheet]");
    for (var i = 0; i < sheets.length; i++) sheets[i].parentNode.removeChild(sheets[i]);
  }

  // A script of the page that runs earlier would replace the notice.
  if (document.readyState === "complete") show();
  else addEventListener("load", show);
})();
