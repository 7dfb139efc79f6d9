CREATE SCHEMA "My ""Types""";
