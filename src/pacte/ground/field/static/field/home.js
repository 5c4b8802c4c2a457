// The first page only needs the frame.
import "./shell.js";
