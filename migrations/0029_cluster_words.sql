-- What stands for the words in which a whole cluster was told last, and for the program that read them: the same words
-- say the same again, and need not be read. Null where it was told otherwise.
alter table clusters add column words text;
