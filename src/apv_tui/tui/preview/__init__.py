"""Each screen of an agenda as the room will see it, before anybody is in the room."""
