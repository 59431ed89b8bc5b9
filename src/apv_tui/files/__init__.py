"""The disk: agendas, people lists, sessions and their journals. The only floor that reads or writes."""
