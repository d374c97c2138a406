/** Local folders, as a source of files ({@code file:}) and as a place for whole calls ({@code directory}). */
@NullMarked
package dev.tandem.folder;

import org.jspecify.annotations.NullMarked;
