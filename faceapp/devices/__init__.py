"""What stands around the door: cameras, clips and pictures in, the door's actuator out."""
