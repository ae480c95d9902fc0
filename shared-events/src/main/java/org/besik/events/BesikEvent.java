package org.besik.events;

/** Anything the log records: what happened to a child, or to an agency that reports on children. */
public interface BesikEvent {}
