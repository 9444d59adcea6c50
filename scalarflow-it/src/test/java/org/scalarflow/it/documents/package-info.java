/** What the documents say, held against what the code does. */
@NullMarked
package org.scalarflow.it.documents;

import org.jspecify.annotations.NullMarked;
