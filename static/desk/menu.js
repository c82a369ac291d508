/* What Unfold and Select2 leave out: switches that are plain spans become buttons to keyboards and
   screen readers, fields that are built in the browser get the names of their labels. */
"use strict"

function makeButton(toggle) {
  const icon = toggle.matches(".material-symbols-outlined")
  toggle.setAttribute("role", "button")
  toggle.tabIndex = 0
  if (icon) toggle.setAttribute("aria-label", toggle.textContent.trim() === "close" ? "Close" : "Show or hide the navigation")
  toggle.addEventListener("keydown", event => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    toggle.click()
  })
}

// The names of icons are letters in a font: to be seen, not to be read out. What has an icon alone
// needs another name.
const NAMES = { newspaper: "Home of the desk", search: "Search" }

function hideIcon(icon) {
  const around = icon.closest("a, button, [role=button]")
  const alone = around && around.textContent.trim() === icon.textContent.trim()
  if (alone && !around.ariaLabel && !around.title) {
    const name = NAMES[icon.textContent.trim()]
    if (!name) return
    around.ariaLabel = name
  }
  icon.ariaHidden = "true"
}

function nameField(select) {
  const label = document.querySelector(`label[for="${select.id}"]`)
  const built = select.nextElementSibling
  if (!label || !built?.matches(".select2")) return
  label.id ||= `${select.id}_label`
  const shown = built.querySelector(".select2-selection--single .select2-selection__rendered")
  if (shown) {
    for (const each of ["role", "aria-readonly"]) shown.removeAttribute(each)
    shown.parentElement.setAttribute("aria-labelledby", `${label.id} ${shown.id}`)
  }
  built.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id)
}

document.addEventListener("DOMContentLoaded", () => {
  for (const each of document.querySelectorAll("span, div, a:not([href])")) if (each.hasAttribute("x-on:click")) makeButton(each)
  document.querySelectorAll(".material-symbols-outlined:not([role])").forEach(hideIcon)
  document.querySelector("#nav-sidebar a.active")?.setAttribute("aria-current", "page")
  // Its ✕ would stand in the list of what was chosen, as something that isn't an item.
  for (const many of document.querySelectorAll("select[multiple].admin-autocomplete")) many.dataset.allowClear = "false"
})

addEventListener("load", () => {
  // Behind what Django has in this queue: that builds the fields.
  window.django?.jQuery(() => document.querySelectorAll("select.admin-autocomplete").forEach(nameField))
  document.querySelectorAll(".simplebar-content-wrapper").forEach(area => {
    area.ariaLabel = area.closest("nav") ? "All pages of the desk" : "Filters"
  })
})
