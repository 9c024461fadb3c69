// A browser that goes back fetches the page anew, and puts into it what was typed when it was left: older words than the
// newest draft, beside the newest draft's mark, and saving them would end it unseen. A form that saves itself leaves
// nothing behind to be put back: the server has it, or `in-tab.js`. Without this file the browser does as it is used to.
export function comeBackAsServed(form) {
  form.autocomplete = "off";
}
