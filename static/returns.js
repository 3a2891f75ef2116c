// What JavaScript adds to answering a return: questions that come and go with the answer to another one, and tables
// that take rows as they are typed or pasted. All of it works by saving, too. No data is kept in the browser.

const form = document.querySelector("form[data-autosave], form[data-preview]");

// Conditional questions. ----------------------------------------------------------------------------------------

function answerOf(name) {
  const control = form.elements[name];
  return control ? control.value : "";
}

function showWhatIsAsked() {
  const asked = [];
  for (const question of form.querySelectorAll("[data-question]")) {
    const on = question.dataset.askedIf;
    if (on && form.elements[on]) {
      const opener = document.getElementById(on);
      const opens = question.dataset.askedIfValues.split(",").includes(answerOf(on));
      question.hidden = !opens || Boolean(opener && opener.hidden);
    }
    if (!question.hidden) asked.push(question.dataset.question);
  }
  if (form.elements.shown) form.elements.shown.value = asked.join(",");
}

if (form) {
  form.addEventListener("change", showWhatIsAsked);
  showWhatIsAsked();
}

// Tables. -------------------------------------------------------------------------------------------------------

function tableInput(element) {
  const name = element.dataset.tableInput;
  const body = element.querySelector("tbody");

  function addRow() {
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    const number = body.rows.length;
    row.querySelector("th").textContent = String(number + 1);
    row.querySelectorAll("input").forEach((input, place) => {
      input.name = `${name}_r${number}c${place}`;
      input.id = `id_${name}_r${number}c${place}`;
      input.value = "";
      input.classList.remove("govuk-input--error");
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/^Row \d+/, `Row ${number + 1}`));
    });
    body.append(row);
    return row;
  }

  element.querySelector("button[name=more]").addEventListener("click", (event) => {
    event.preventDefault();
    addRow().querySelector("input").focus();
  });

  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const row = event.target.closest("tr");
    const first = [...row.querySelectorAll("input")].indexOf(event.target);
    let at = row.sectionRowIndex;
    for (const line of text.split("\n").slice(0, 200)) {
      const into = body.rows[at] || addRow();
      const boxes = into.querySelectorAll("input");
      line.split("\t").forEach((cell, place) => {
        if (boxes[first + place]) boxes[first + place].value = cell.trim();
      });
      at += 1;
    }
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

for (const element of document.querySelectorAll("[data-table-input]")) tableInput(element);
