@NullMarked
package org.besik.command.leases;

import org.jspecify.annotations.NullMarked;
