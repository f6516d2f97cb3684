export { addNote } from './addNote.js';
export { changeNote, deleteNote, restoreNote } from './changeNote.js';
export { listProblems, measureBefore } from './followProblem.js';
export { listNotes, listNoteVersions } from './listNotes.js';
export { measureLanes } from './measureLanes.js';
