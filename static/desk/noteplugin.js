/* CKEditor's plugin for notes on a passage: a button, and Ctrl+Alt+M. */
CKEDITOR.plugins.add("desknotes", {
  init(editor) {
    if (!document.querySelector("[data-notes-panel]")) return
    editor.addCommand("noteOnThis", { exec: () => window.newsroomNotes.begin(), readOnly: 1 })
    editor.ui.addButton("NoteOnThis", {
      label: "Note on this passage",
      command: "noteOnThis",
      toolbar: "insert",
      icon: `${this.path}note.svg`,
    })
    editor.on("contentDom", () => {
      // Not CKEditor's own keystrokes, which take AltGr for Ctrl+Alt.
      editor.document.$.addEventListener("keydown", event => window.newsroomNotes.pressed(event))
      document.dispatchEvent(new Event("notes:text"))
    })
  },
})
