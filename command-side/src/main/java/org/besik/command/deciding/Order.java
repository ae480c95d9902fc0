package org.besik.command.deciding;

/** What an agency asks to have recorded: the {@code data} of one kind of fact. Each slice has its own. */
public interface Order {}
