/** Shown to a person when a request fails. It is plain HTML without scripts, because other requests may fail too. */
export const ERROR_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Not at the moment – Drawbridge</title>
    <meta name="robots" content="noindex">
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/error.css">
  </head>
  <body>
    <main>
      <img src="/icon.svg" alt="">
      <h1>Not at the moment</h1>
      <p>The server cannot do this right now. What was saved is safe. Wait a little, then try again.</p>
      <a href="">Try again</a>
    </main>
  </body>
</html>
`;
