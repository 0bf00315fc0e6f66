/** Classes that each break a rule of the house, so that the rule is seen to catch them. */
@NullMarked
package planted;

import org.jspecify.annotations.NullMarked;
