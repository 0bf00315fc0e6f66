package planted.domain.left;

import java.util.List;
import planted.domain.right.Right;

public record Left(List<Right> others) {}
