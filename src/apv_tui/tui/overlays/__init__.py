"""What is laid over the meeting for a moment: help, people, the leader's notes, a question to answer."""
