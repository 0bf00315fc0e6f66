package planted.domain.right;

import java.util.List;
import planted.domain.left.Left;

public record Right(List<Left> others) {}
