/** The commands, one class each; docs/console.md is made from their annotations. */
package io.ssvirt.shell.internal.command;
