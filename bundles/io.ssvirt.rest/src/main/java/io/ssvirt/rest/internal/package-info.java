/** Filters, error mapping and message bodies that every HTTP front end stands on. */
package io.ssvirt.rest.internal;
