"""How good the recommendations are, on people the model has never seen."""
