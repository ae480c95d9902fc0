package org.besik.command.deciding;

/** What an agency, or an officer, asks to have recorded of a child. Each slice has its own. */
public interface Order {}
