/** An administrator puts other rules in force. */
@NullMarked
package org.besik.command.rules.putinforce;

import org.jspecify.annotations.NullMarked;
