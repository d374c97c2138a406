/** Metadata written as XML. Read {@link dev.tandem.format.xml.XmlFormat} for what is read and what is refused. */
@NullMarked
package dev.tandem.format.xml;

import org.jspecify.annotations.NullMarked;
