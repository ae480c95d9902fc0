package org.besik.query.viewstore;

import java.util.Map;

/**
 * @param id unique within its table
 * @param fields values of the table's fields: {@link String} or {@link Long}; a missing one is null
 * @param body anything the reader wants back; the store does not look into it
 */
public record Document(String id, Map<String, Object> fields, byte[] body) {}
