-- mutation: text-search-dictionary.present
-- delta: +text-search-dictionary
CREATE TEXT SEARCH DICTIONARY app.extra_dictionary (TEMPLATE = simple);
-- mutation: text-search-dictionary.absent
-- delta: -text-search-dictionary
DROP TEXT SEARCH DICTIONARY app.spare_dictionary;
-- mutation: text-search-dictionary.template
-- delta: text-search-dictionary.options, text-search-dictionary.template
DROP TEXT SEARCH DICTIONARY app.spare_dictionary;
CREATE TEXT SEARCH DICTIONARY app.spare_dictionary (TEMPLATE = snowball, language = german);
-- mutation: text-search-dictionary.options-changed
-- delta: text-search-dictionary.options
ALTER TEXT SEARCH DICTIONARY app.stems (language = german);
-- mutation: text-search-dictionary.options-added
-- delta: text-search-dictionary.options
ALTER TEXT SEARCH DICTIONARY app.spare_dictionary (stopwords = english);
-- mutation: text-search-dictionary.options-dropped
-- delta: text-search-dictionary.options
ALTER TEXT SEARCH DICTIONARY app.stems (stopwords);
-- mutation: text-search-dictionary.schema
-- delta: +text-search-dictionary, -text-search-dictionary
ALTER TEXT SEARCH DICTIONARY app.spare_dictionary SET SCHEMA side;
