document.body.classList.add("js-enabled", ...("noModule" in HTMLScriptElement.prototype ? ["govuk-frontend-supported"] : []));

// A form that is sent after the skip link was used comes back to the link's place, which would take the focus away from
// what is wrong.
if (document.title.startsWith("Error: ") && location.hash) history.replaceState(history.state, "", location.pathname + location.search);

// Who left in a hurry and then presses Back, or whoever does so after them, is not shown what they were reading. Who
// comes by an address or a link reads on.
{
  const away = document.body.dataset.exit;
  const left = () => {
    try {
      return sessionStorage.getItem("left") === "yes";
    } catch {
      return false;
    }
  };
  const leaveAgain = () => {
    document.documentElement.hidden = true;
    window.location.replace(away);
  };
  if (away && left()) {
    const [came] = performance.getEntriesByType("navigation");
    if (came && came.type === "back_forward") leaveAgain();
    else sessionStorage.removeItem("left");
  }
  if (away) window.addEventListener("pageshow", (event) => { if (event.persisted && left()) leaveAgain(); });
}
