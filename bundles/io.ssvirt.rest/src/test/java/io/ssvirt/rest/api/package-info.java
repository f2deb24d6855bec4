/** How bodies and list parameters are read. */
package io.ssvirt.rest.api;
