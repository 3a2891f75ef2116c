// What JavaScript adds to pages that work without it: the design system's behaviours, a quick way out,
// drafts that save themselves, and progress that moves by itself. Nothing is kept in the browser but, in a tab that
// somebody had to leave, that they left.

import { createAll, ExitThisPage, initAll } from "./vendor/govuk-frontend/govuk-frontend.min.js";

initAll();

// A radio button has no aria-expanded in the standard; the design system sets it all the same. What a choice
// shows stands right after it, so nothing is lost without. -------------------------------------------------

const unexpand = new MutationObserver((changes) => {
  for (const { target } of changes) if (target.hasAttribute("aria-expanded")) target.removeAttribute("aria-expanded");
});
for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) {
  radio.removeAttribute("aria-expanded");
  unexpand.observe(radio, { attributes: true, attributeFilter: ["aria-expanded"] });
}

// Exit this page: by the button, or by pressing Shift three times. The page is replaced, so that Back does not lead to
// it; to the pages before it in this tab early.js bars the way. ---------------------------------------------

class Exit extends ExitThisPage {
  static moduleName = "portal-exit-this-page";

  exitPage() {
    document.body.classList.add("govuk-exit-this-page-hide-content");
    document.title = "…";
    try {
      sessionStorage.setItem("left", "yes");
    } catch {
      // a browser that keeps nothing only lets Back lead to the page before
    }
    window.location.replace(this.$button.href);
  }
}

createAll(Exit);

// A passkey that could not be used says so, in words. --------------------------------------------------------

document.addEventListener("allauth.error", (event) => {
  const status = document.querySelector("[data-passkey-status]");
  if (!status) return;
  event.preventDefault();
  const stopped = event.detail?.exception?.name === "NotAllowedError";
  status.textContent = stopped
    ? "Nothing was chosen, or it took too long. You can try again."
    : "This device or browser could not use a passkey. Use another way to sign in.";
});

// A form with data-autosave="address" posts itself there as a draft when typing pauses. -----------------------

const TYPING_PAUSE = 1500;
const NEXT_TRY = 15000;

function autosave(form) {
  const status = document.createElement("p");
  status.className = "govuk-body-s portal-autosave";
  status.setAttribute("role", "status");
  const buttons = form.querySelector(".govuk-button-group") || form.querySelector("button[type=submit]");
  if (buttons) buttons.before(status);
  else form.append(status);

  let timer = 0;
  let saving = false;
  let unsaved = false;
  let leaving = false;

  const say = (words, failed = false) => {
    if (status.textContent !== words) status.textContent = words; // the same words are not read out again
    status.classList.toggle("portal-autosave--failed", failed);
  };

  async function save() {
    if (saving || leaving) return;
    saving = true;
    unsaved = false;
    let again = 0;
    let why = "Not saved; what you typed is still here";
    try {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      const answer = await fetch(form.dataset.autosave || form.action, {
        method: "POST",
        body: data,
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        redirect: "error",
      });
      const said = await answer.json().catch(() => ({}));
      // The next save must know about this one, or it would look like somebody else's change.
      if (said.version !== undefined && form.elements.version) form.elements.version.value = said.version;
      // A refusal in JSON says why, such as that a colleague changed the same answer.
      if (!answer.ok) {
        why = said.message || why;
        throw new Error(String(answer.status));
      }
      const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      say(said.message || `Saved at ${at}`);
      document.dispatchEvent(new CustomEvent("portal:saved")); // which has also kept the session going
    } catch {
      unsaved = true;
      again = NEXT_TRY;
      say(why, true);
    }
    saving = false;
    if (unsaved && !leaving) plan(again || TYPING_PAUSE);
  }

  function plan(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  const changed = (event) => {
    if (event.target.type === "file") return;
    unsaved = true;
    plan(TYPING_PAUSE);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unsaved) save();
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) autosave(form);

// A button with data-insert="words" puts them where one is writing; without JavaScript a list in the form does it. --

function insert(button) {
  const first = document.getElementById(button.dataset.insertInto);
  if (!first) return;
  let field = first;
  first.form.addEventListener("focusin", (event) => {
    if (event.target.tagName === "TEXTAREA") field = event.target;
  });
  button.hidden = false;
  button.addEventListener("click", () => {
    const [from, to] = [field.selectionStart, field.selectionEnd];
    const before = field.value.slice(0, from);
    const after = field.value.slice(to);
    let words = button.dataset.insert;
    if (/\{(table|chart):[^{}]*\}$/.test(before)) words = `\n\n${words}`; // which stand on lines of their own
    if ("insertApart" in button.dataset) {
      if (before && !words.startsWith("\n") && !before.endsWith("\n\n")) words = (before.endsWith("\n") ? "\n" : "\n\n") + words;
      if (after && !after.startsWith("\n\n")) words += after.startsWith("\n") ? "\n" : "\n\n";
    }
    field.setRangeText(words, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

for (const button of document.querySelectorAll("[data-insert]")) insert(button);

// An element with data-poll="address" follows work that a worker does: {done, total, state, message}. ----------

const POLL = 1500;
const SLOWEST_POLL = 15000;

// whether something is typed or chosen on this page that loading it again would lose
function somethingTyped() {
  return [...document.querySelectorAll("main input, main textarea, main select")].some((field) => {
    if (field.type === "hidden") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((one) => one.defaultSelected) && [...field.options].some((one) => one.selected !== one.defaultSelected);
    return field.value !== field.defaultValue;
  });
}

function poll(element) {
  const bar = element.querySelector("progress");
  const text = element.querySelector("[data-poll-text]");
  let pause = POLL;

  async function look() {
    try {
      const answer = await fetch(element.dataset.poll, {
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { done, total, state, message } = await answer.json();
      if (bar && total) {
        bar.max = total;
        bar.value = done;
      }
      if (text && message && text.textContent !== message) text.textContent = message;
      if (state === "done" || state === "failed") {
        if (!somethingTyped()) window.location.reload();
        else text.textContent = `${message.replace(/\.$/, "")}. Nothing that you typed here is lost: load this page again when you are ready.`;
        return;
      }
      pause = POLL;
    } catch {
      pause = Math.min(pause * 2, SLOWEST_POLL);
    }
    setTimeout(look, pause);
  }
  setTimeout(look, pause);
}

for (const element of document.querySelectorAll("[data-poll]")) poll(element);

// A form with a file says that it is being read: large ones take a while, and a second press helps nobody. ---------

function sayBusy(form) {
  form.addEventListener("submit", () => {
    const chosen = [...form.querySelectorAll("input[type=file]")].some((field) => field.files.length);
    if (!chosen || form.querySelector("[data-busy]")) return;
    const words = document.createElement("div");
    words.dataset.busy = "";
    words.className = "portal-progress";
    words.setAttribute("role", "status");
    form.append(words);
    setTimeout(() => {
      const label = document.createElement("p");
      label.className = "govuk-body portal-progress__label";
      label.textContent = "Sending and reading the file. Keep this page open: what it holds is shown next.";
      const bar = document.createElement("progress");
      bar.className = "portal-progress__bar";
      bar.setAttribute("aria-label", "Reading the file");
      words.append(label, bar);
    }, 500);
  });
}

for (const form of document.querySelectorAll('form[enctype="multipart/form-data"]')) sayBusy(form);
// whoever goes back to the page finds the form as it was
window.addEventListener("pageshow", () => document.querySelectorAll("[data-busy]").forEach((one) => one.remove()));

// Before a session ends by itself the page says so, and one button keeps it going. Whatever this browser asks of the
// portal keeps it going too, so tabs tell each other. After the end nothing typed is lost: the server keeps it. -----

const staying = document.querySelector("[data-staying]");

function timeOfDay(at) {
  const [hour, minute] = [new Date(at).getHours(), new Date(at).getMinutes()];
  return `${hour % 12 || 12}.${String(minute).padStart(2, "0")}${hour < 12 ? "am" : "pm"}`;
}

function warnOfTheEnd(notice) {
  const words = notice.querySelector("[data-staying-words]");
  const form = notice.querySelector("[data-staying-form]");
  const warning = Number(notice.dataset.warning) * 1000;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("portal-staying") : null;
  let ends = 0;
  let final = "final" in notice.dataset;
  let timer = 0;

  function say(sentence, button) {
    notice.hidden = false;
    form.hidden = !button;
    if (words.textContent !== sentence) words.textContent = sentence;
  }

  function look() {
    const left = ends - Date.now();
    clearTimeout(timer);
    if (left > warning) {
      notice.hidden = true;
      timer = setTimeout(look, Math.min(left - warning, 60000)); // a machine that slept is noticed within a minute
    } else if (left > 0) {
      if (final) say(`You will be signed out at ${timeOfDay(ends)}, twelve hours after you signed in. Save what you are writing.`, false);
      else say(`You will be signed out at ${timeOfDay(ends)}, because nothing has happened here for a while.`, true);
      timer = setTimeout(look, Math.min(left + 500, 15000));
    } else {
      say("You have been signed out. What you typed is still on this page: press its button as usual, and once you have signed in it is there to be sent.", false);
    }
  }

  function lasts(told, tell) {
    ends = Date.now() + told.left * 1000;
    final = told.final;
    if (tell) tabs?.postMessage(told);
    look();
  }

  tabs?.addEventListener("message", (event) => lasts(event.data, false));
  document.addEventListener("visibilitychange", look);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        redirect: "error",
      });
      if (answer.status === 401) {
        ends = 0;
        look();
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      lasts(await answer.json(), true);
    } catch {
      say("The portal did not answer. Try again in a moment; what you typed is still here.", true);
    }
  });
  const asDrawn = { left: Number(notice.dataset.left), final };
  document.addEventListener("portal:saved", () => final || lasts(asDrawn, true));
  lasts(asDrawn, true);
}

if (staying) warnOfTheEnd(staying);
