/** The paths of the JSON API: each method parses, calls a use case, maps and returns. */
package io.ssvirt.rest.cloudapi.internal.resource;
