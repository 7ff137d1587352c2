-- Days pass in the words of most findings: of all that was written then, two fifths were this index, which one question a day asked.
drop index findings_by_text;
