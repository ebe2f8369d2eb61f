"""Documents and lists: their content first, then the files that hold it. The only room that knows openpyxl."""
