package org.besik.query.viewstore;

/** The store could not be read or written; nothing of the batch was kept. */
public final class ViewStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ViewStoreException(String message) {
        super(message);
    }

    public ViewStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
