/** The administrator's console: what every command stands on. */
package io.ssvirt.shell.internal;
