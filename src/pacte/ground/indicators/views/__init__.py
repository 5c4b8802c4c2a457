"""Pages of the room: what is measured, what was measured, how a figure is corrected, how a sheet is written."""
