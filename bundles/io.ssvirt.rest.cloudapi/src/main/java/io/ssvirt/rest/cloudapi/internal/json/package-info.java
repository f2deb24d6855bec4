/** What the JSON API reads and writes, one record or reader for each noun; nothing else sees these. */
package io.ssvirt.rest.cloudapi.internal.json;
